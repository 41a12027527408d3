-- Whoever changes a value, by whatever program, leaves a row in change_log. MariaDB cannot tell a listener: it is polled.
-- The triggers run with their owner's rights, so that a program allowed to write stock alone can do so.

alter table change_log modify column made_at bigint not null
  default (timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) div 1000);

create trigger if not exists stock_level_made after insert on stock_level for each row
  insert into change_log (kind, subject_id, location_id, quantity_change, own, as_of)
  values ('stock', new.sku_id, new.location_id, new.on_hand, new.version > 0, new.as_of);

create trigger if not exists stock_level_gone after delete on stock_level for each row
  insert into change_log (kind, subject_id, location_id, quantity_change, own)
  values ('stock', old.sku_id, old.location_id, -old.on_hand, false);

create trigger if not exists stock_level_changed after update on stock_level for each row
begin
  if old.sku_id <> new.sku_id or old.location_id <> new.location_id then
    insert into change_log (kind, subject_id, location_id, quantity_change, own, as_of)
    values ('stock', old.sku_id, old.location_id, -old.on_hand, false, null),
           ('stock', new.sku_id, new.location_id, new.on_hand, false, new.as_of);
  elseif not (old.on_hand <=> new.on_hand and old.committed <=> new.committed and old.as_of <=> new.as_of) then
    insert into change_log (kind, subject_id, location_id, quantity_change, own, as_of)
    values ('stock', new.sku_id, new.location_id, new.on_hand - old.on_hand, new.version > old.version,
            nullif(new.as_of, old.as_of));
  end if;
end;

create trigger if not exists price_made after insert on price for each row
  insert into change_log (kind, subject_id) values ('price', new.sku_id);

create trigger if not exists price_gone after delete on price for each row
  insert into change_log (kind, subject_id) values ('price', old.sku_id);

create trigger if not exists price_changed after update on price for each row
begin
  if old.sku_id <> new.sku_id then
    insert into change_log (kind, subject_id) values ('price', old.sku_id), ('price', new.sku_id);
  elseif not (old.price_list <=> new.price_list and old.currency <=> new.currency
      and old.amount <=> new.amount and old.compare_at_amount <=> new.compare_at_amount) then
    insert into change_log (kind, subject_id) values ('price', new.sku_id);
  end if;
end;

create trigger if not exists product_changed after update on product for each row
begin
  if not (old.code <=> new.code and old.title <=> new.title and old.description <=> new.description
      and old.brand <=> new.brand and old.category <=> new.category and old.image_url <=> new.image_url) then
    insert into change_log (kind, subject_id) values ('product', new.id);
  end if;
end;

create trigger if not exists sku_made after insert on sku for each row
  insert into change_log (kind, subject_id) values ('sku', new.id);

create trigger if not exists sku_changed after update on sku for each row
begin
  if not (old.product_id <=> new.product_id and old.code <=> new.code and old.barcode <=> new.barcode
      and old.variant <=> new.variant and old.weight_grams <=> new.weight_grams and old.image_url <=> new.image_url) then
    insert into change_log (kind, subject_id) values ('sku', new.id);
  end if;
end;
