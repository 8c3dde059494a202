ALTER TABLE "series" DROP CONSTRAINT "series_pkey";--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_source_id_pk" PRIMARY KEY("source","id");
