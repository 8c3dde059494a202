CREATE TABLE "journal_archive" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"series_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"entry" json NOT NULL
);
--> statement-breakpoint
CREATE INDEX "journal_archive_by_series" ON "journal_archive" USING btree ("series_id","sequence");--> statement-breakpoint
CREATE INDEX "journal_archive_by_at" ON "journal_archive" USING btree ("at");--> statement-breakpoint
CREATE INDEX "journal_by_at" ON "journal" USING btree ("at","sequence");