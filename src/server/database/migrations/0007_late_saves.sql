ALTER TABLE "journal" ADD COLUMN "undid" json;--> statement-breakpoint
CREATE INDEX "journal_open" ON "journal" USING btree ("at") WHERE "journal"."state" in ('intended', 'unknown');--> statement-breakpoint
CREATE INDEX "journal_undid" ON "journal" USING btree ("at") WHERE "journal"."undid" is not null;