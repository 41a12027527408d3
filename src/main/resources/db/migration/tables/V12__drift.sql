-- What somebody changed on a storefront itself, as it was found there. believed and shown are for people: units, minor
-- units, a title. action: repair, adopt, leave, or stuck when a repair was acknowledged and changed nothing.
create table if not exists drift (
  id ${identity},
  publication_id bigint not null,
  storefront_id varchar(60) not null,
  aspect varchar(20) not null,
  believed varchar(500) not null,
  shown varchar(500) not null,
  seen_at bigint not null,
  found_at bigint not null,
  action varchar(12) not null,
  constraint drift_key unique (publication_id, seen_at),
  constraint drift_publication foreign key (publication_id) references publication (id)
) ${options};
create index if not exists drift_of_storefront on drift (storefront_id, found_at);

-- When the storefront was last read for this publication; the scan goes by it, the oldest first.
alter table publication add column if not exists looked_at bigint default 0 not null;
create index if not exists publication_looked on publication (storefront_id, aspect, looked_at);

-- What the storefront shows when the attempt is done: a price's minor units, or a title.
alter table attempt add column if not exists shows varchar(500);
