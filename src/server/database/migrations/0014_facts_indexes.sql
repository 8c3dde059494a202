CREATE INDEX "series_facts_by_place" ON "series_facts" USING gin ("places");--> statement-breakpoint
CREATE INDEX "series_facts_by_product" ON "series_facts" USING gin ("products");--> statement-breakpoint
CREATE INDEX "series_facts_by_property" ON "series_facts" USING gin ("properties");--> statement-breakpoint
CREATE INDEX "series_facts_by_last_modified" ON "series_facts" USING btree ("last_modified","id");