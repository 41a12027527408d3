-- Whoever changes a value, by whatever program, leaves a row in change_log; the listener is told when that is committed.
-- The functions run with their owner's rights, so that a program allowed to write stock alone can do so.

alter table change_log alter column made_at set default floor(extract(epoch from clock_timestamp()) * 1000);

create or replace function announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('entrepot_change', '');
  return null;
end;
$$;

create or replace trigger change_log_announced after insert on change_log
for each statement execute function announce_change();

create or replace function log_stock() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
  if tg_op = 'UPDATE' and (old.sku_id, old.location_id) = (new.sku_id, new.location_id) then
    insert into change_log (kind, subject_id, location_id, quantity_change, own, as_of)
    values ('stock', new.sku_id, new.location_id, new.on_hand - old.on_hand, new.version > old.version,
            nullif(new.as_of, old.as_of));
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into change_log (kind, subject_id, location_id, quantity_change, own)
    values ('stock', old.sku_id, old.location_id, -old.on_hand, false);
  end if;
  if tg_op <> 'DELETE' then
    insert into change_log (kind, subject_id, location_id, quantity_change, own, as_of)
    values ('stock', new.sku_id, new.location_id, new.on_hand, tg_op = 'INSERT' and new.version > 0, new.as_of);
  end if;
  return null;
end;
$$;

create or replace trigger stock_level_made_or_gone after insert or delete on stock_level
for each row execute function log_stock();

create or replace trigger stock_level_changed after update on stock_level
for each row when (
  (old.sku_id, old.location_id, old.on_hand, old.committed, old.as_of)
  is distinct from (new.sku_id, new.location_id, new.on_hand, new.committed, new.as_of))
execute function log_stock();

create or replace function log_price() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into change_log (kind, subject_id) values ('price', old.sku_id);
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and old.sku_id <> new.sku_id) then
    insert into change_log (kind, subject_id) values ('price', new.sku_id);
  end if;
  return null;
end;
$$;

create or replace trigger price_made_or_gone after insert or delete on price
for each row execute function log_price();

create or replace trigger price_changed after update on price
for each row when (
  (old.sku_id, old.price_list, old.currency, old.amount, old.compare_at_amount)
  is distinct from (new.sku_id, new.price_list, new.currency, new.amount, new.compare_at_amount))
execute function log_price();

-- The one argument is the kind.
create or replace function log_content() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
  insert into change_log (kind, subject_id) values (tg_argv[0], new.id);
  return null;
end;
$$;

create or replace trigger product_changed after update on product
for each row when (
  (old.code, old.title, old.description, old.brand, old.category, old.image_url)
  is distinct from (new.code, new.title, new.description, new.brand, new.category, new.image_url))
execute function log_content('product');

create or replace trigger sku_made after insert on sku
for each row execute function log_content('sku');

create or replace trigger sku_changed after update on sku
for each row when (
  (old.product_id, old.code, old.barcode, old.variant, old.weight_grams, old.image_url)
  is distinct from (new.product_id, new.code, new.barcode, new.variant, new.weight_grams, new.image_url))
execute function log_content('sku');
