-- Of what an order has taken: where it was sold, and when on our clock. Null for all other movements. What storefronts have sold
-- and not yet told of is estimated from it.
alter table stock_movement add column if not exists storefront_id varchar(60);
alter table stock_movement add column if not exists sold_at bigint;
create index if not exists stock_movement_sold on stock_movement (sku_id, sold_at);

-- Until when units are held back because they may have been sold elsewhere; null while none are.
alter table publication add column if not exists held_until bigint;
create index if not exists publication_held on publication (held_until);
