ALTER TABLE "series_facts" ADD COLUMN "places" text[];--> statement-breakpoint
ALTER TABLE "series_facts" ADD COLUMN "old_places" integer[];--> statement-breakpoint
ALTER TABLE "series_facts" ADD COLUMN "products" text[];--> statement-breakpoint
ALTER TABLE "series_facts" ADD COLUMN "properties" text[];--> statement-breakpoint
CREATE INDEX "journal_by_actor" ON "journal" USING btree ("actor","series_id") WHERE "journal"."state" = 'saved';