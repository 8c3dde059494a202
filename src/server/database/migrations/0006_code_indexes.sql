CREATE INDEX "series_by_series_code" ON "series" USING hash ("series_code");--> statement-breakpoint
CREATE INDEX "series_by_generic_code" ON "series" USING hash ("generic_code");