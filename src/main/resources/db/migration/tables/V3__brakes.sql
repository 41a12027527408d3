-- Which brake is on. A row stays when its brake is lifted, so that there is always one to lock. tripped_at: null while it is off.
create table if not exists storefront_brake (
  storefront_id varchar(60) not null,
  aspect varchar(20) not null,
  tripped_at bigint,
  cause varchar(1000),
  primary key (storefront_id, aspect)
) ${options};

-- What counts for a brake: stock that something else than an order took to nothing (units available before and after), and
-- prices that fell (minor units; value_after is null while there is no price). held: not written while the brake is on.
create table if not exists brake_suspect (
  sku_id bigint not null,
  aspect varchar(20) not null,
  storefront_id varchar(60) not null,
  value_before bigint not null,
  value_after bigint,
  held boolean not null,
  noted_at bigint not null,
  primary key (sku_id, aspect, storefront_id)
) ${options};
create index if not exists brake_suspect_of_storefront on brake_suspect (storefront_id, aspect, held, noted_at);

-- What a price was before it was changed or deleted.
alter table change_log add column if not exists price_list varchar(60);
alter table change_log add column if not exists currency char(3);
alter table change_log add column if not exists amount_before bigint;

create index if not exists listing_in_state on listing (storefront_id, state);
