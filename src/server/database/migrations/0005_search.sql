ALTER TABLE "series" ADD COLUMN "whole_texts" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "series_by_whole_text" ON "series" USING gin ("whole_texts");