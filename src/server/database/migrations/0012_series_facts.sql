CREATE TABLE "series_facts" (
	"source" text NOT NULL,
	"id" integer NOT NULL,
	"digest" text NOT NULL,
	"derived_with" text NOT NULL,
	"derived_on" text NOT NULL,
	"name" text NOT NULL,
	"valid_till" timestamp (3) with time zone,
	"last_modified" timestamp (3) with time zone,
	"starts_at" bigint,
	"ends_at" bigint,
	"unreachable_from" bigint,
	"is_limit_reached" boolean NOT NULL,
	"discount_type" text,
	"discount_value" double precision,
	"code_kind" text,
	"owned_by" text,
	"num_issued" integer,
	"num_redeemed" integer,
	"max_issued" double precision,
	"max_redeemed" double precision,
	"open_dates" integer,
	"open_days" integer,
	"open_hours" integer,
	"attention" text[],
	CONSTRAINT "series_facts_source_id_pk" PRIMARY KEY("source","id")
);
--> statement-breakpoint
ALTER TABLE "series_facts" ADD CONSTRAINT "series_facts_source_id_series_source_id_fk" FOREIGN KEY ("source","id") REFERENCES "public"."series"("source","id") ON DELETE cascade ON UPDATE no action;