-- A changed price leaves what it was, for the brakes.

create or replace function log_price() returns trigger
language plpgsql security definer set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into change_log (kind, subject_id, price_list, currency, amount_before)
    values ('price', old.sku_id, old.price_list, old.currency, old.amount);
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and old.sku_id <> new.sku_id) then
    insert into change_log (kind, subject_id) values ('price', new.sku_id);
  end if;
  return null;
end;
$$;
