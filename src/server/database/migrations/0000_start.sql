CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"series_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"before" json NOT NULL,
	"asked" json NOT NULL,
	"after" json,
	"warnings" json,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" integer PRIMARY KEY NOT NULL,
	"body" json NOT NULL,
	"revision" text NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"discount_code" text,
	"series_code" text,
	"generic_code" text,
	"search_text" text NOT NULL,
	"valid_till" timestamp (3) with time zone,
	"created_on" timestamp (3) with time zone,
	"last_modified" timestamp (3) with time zone,
	"num_issued" integer,
	"num_redeemed" integer
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" json NOT NULL
);
--> statement-breakpoint
CREATE INDEX "journal_by_series" ON "journal" USING btree ("series_id","at","id");--> statement-breakpoint
CREATE INDEX "series_search" ON "series" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "series_by_name" ON "series" USING btree ("name" COLLATE "C","id");--> statement-breakpoint
CREATE INDEX "series_by_last_modified" ON "series" USING btree ("last_modified","id");--> statement-breakpoint
CREATE INDEX "series_by_valid_till" ON "series" USING btree ("valid_till","id");