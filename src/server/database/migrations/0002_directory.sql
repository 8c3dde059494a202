CREATE TABLE "directory" (
	"source" text NOT NULL,
	"type" text NOT NULL,
	"id" integer NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"parent_id" integer,
	"brand_id" integer,
	"concept_id" integer,
	"is_active" boolean NOT NULL,
	"code_key" text,
	"sort_name" text NOT NULL,
	"search_text" text NOT NULL,
	CONSTRAINT "directory_source_type_id_pk" PRIMARY KEY("source","type","id")
);
--> statement-breakpoint
CREATE TABLE "property_keys" (
	"source" text NOT NULL,
	"key" text NOT NULL,
	"place" integer NOT NULL,
	CONSTRAINT "property_keys_source_key_pk" PRIMARY KEY("source","key")
);
--> statement-breakpoint
CREATE INDEX "directory_search" ON "directory" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "directory_by_name" ON "directory" USING btree ("source","type","sort_name" COLLATE "C","id");--> statement-breakpoint
CREATE INDEX "directory_by_parent" ON "directory" USING btree ("source","type","parent_id","concept_id");--> statement-breakpoint
CREATE INDEX "directory_by_code" ON "directory" USING btree ("source","type","code_key");