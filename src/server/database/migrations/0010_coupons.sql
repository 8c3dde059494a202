CREATE TABLE "coupon" (
	"id" bigint PRIMARY KEY NOT NULL,
	"series_id" integer NOT NULL,
	"code" text NOT NULL,
	"code_key" text NOT NULL,
	"issued_to" bigint NOT NULL,
	"issued_on" timestamp (3) with time zone NOT NULL,
	"store_id" integer NOT NULL,
	CONSTRAINT "coupon_code_key_unique" UNIQUE("code_key")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"id" bigint PRIMARY KEY NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"mobile" text,
	"email" text,
	"external_id" text,
	CONSTRAINT "customer_mobile_unique" UNIQUE("mobile"),
	CONSTRAINT "customer_email_unique" UNIQUE("email"),
	CONSTRAINT "customer_external_id_unique" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "redemption" (
	"id" bigint PRIMARY KEY NOT NULL,
	"coupon_id" bigint NOT NULL,
	"customer_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"store_id" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "coupon" ADD CONSTRAINT "coupon_issued_to_customer_id_fk" FOREIGN KEY ("issued_to") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_coupon_id_coupon_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupon"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redemption" ADD CONSTRAINT "redemption_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupon_by_customer" ON "coupon" USING btree ("issued_to");--> statement-breakpoint
CREATE INDEX "redemption_by_coupon" ON "redemption" USING btree ("coupon_id");