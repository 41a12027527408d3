-- A changed price leaves what it was, for the brakes. The new trigger stands before the old one goes, so that no change is missed.

create or replace trigger price_gone after delete on price for each row
  insert into change_log (kind, subject_id, price_list, currency, amount_before)
  values ('price', old.sku_id, old.price_list, old.currency, old.amount);

create trigger if not exists price_changed_from after update on price for each row
begin
  if old.sku_id <> new.sku_id then
    insert into change_log (kind, subject_id, price_list, currency, amount_before)
    values ('price', old.sku_id, old.price_list, old.currency, old.amount), ('price', new.sku_id, null, null, null);
  elseif not (old.price_list <=> new.price_list and old.currency <=> new.currency
      and old.amount <=> new.amount and old.compare_at_amount <=> new.compare_at_amount) then
    insert into change_log (kind, subject_id, price_list, currency, amount_before)
    values ('price', new.sku_id, old.price_list, old.currency, old.amount);
  end if;
end;

drop trigger if exists price_changed;
