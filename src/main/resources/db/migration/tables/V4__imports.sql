-- Imports, and what each row they wrote was before, so that one can be taken back. Kept for thirty days.
create table if not exists import_run (
  id ${identity},
  files varchar(1000) not null,
  begun_at bigint not null,
  ended_at bigint,
  row_count bigint default 0 not null,
  undone_at bigint,
  undone_by varchar(100)
) ${options};

-- kind: product, sku, price or stock. code: the product's or the SKU's. place: the price list's or the location's, or empty.
-- value_before is null where the import made the row. undone: it is as it was before, or gone again.
create table if not exists import_row (
  id ${identity},
  run_id bigint not null,
  kind varchar(10) not null,
  code varchar(190) not null,
  place varchar(60) not null,
  value_before ${text},
  value_after ${text} not null,
  noted_at bigint not null,
  undone boolean default false not null
) ${options};
create index if not exists import_row_of_run on import_row (run_id, kind, code, place, id);
