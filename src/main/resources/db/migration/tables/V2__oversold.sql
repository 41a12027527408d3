-- SKUs of which more is promised than there is, in some set of locations that a storefront sells from. short_by: units, in
-- the worst of them. since_at is null where it is so no longer. No key to sku: a foreign transaction may hold that row for long.
create table if not exists oversold (
  sku_id bigint not null primary key,
  short_by bigint not null,
  since_at bigint
) ${options};
create index if not exists oversold_since on oversold (since_at, sku_id);
