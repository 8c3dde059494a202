CREATE TABLE "draft" (
	"person_id" text NOT NULL,
	"source" text NOT NULL,
	"series_id" integer NOT NULL,
	"revision" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"format" integer NOT NULL,
	"base" json NOT NULL,
	"values" json NOT NULL,
	"fields" json NOT NULL,
	CONSTRAINT "draft_person_id_source_series_id_pk" PRIMARY KEY("person_id","source","series_id")
);
--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;