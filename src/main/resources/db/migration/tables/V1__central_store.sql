-- The central store. One text for H2, PostgreSQL and MariaDB; what differs between them stands in the placeholders
-- (identity, text, blob, options). A process that dies half-way is caught up with by the next one, hence 'if not exists':
-- two of the three commit each statement by itself. Instants are UTC milliseconds since 1970 in bigint columns, money is minor units.

create table if not exists product (
  id ${identity},
  code varchar(190) not null,
  title varchar(500) not null,
  description ${text},
  brand varchar(190),
  category varchar(190),
  image_url varchar(1000),
  created_at bigint not null,
  updated_at bigint not null,
  constraint product_code unique (code)
) ${options};

create table if not exists sku (
  id ${identity},
  product_id bigint not null,
  code varchar(190) not null,
  barcode varchar(64),
  variant varchar(1000) not null,
  weight_grams bigint,
  image_url varchar(1000),
  created_at bigint not null,
  updated_at bigint not null,
  constraint sku_code unique (code),
  constraint sku_product foreign key (product_id) references product (id)
) ${options};

create table if not exists location (
  id ${identity},
  code varchar(60) not null,
  name varchar(190) not null,
  external_owner boolean not null,
  constraint location_code unique (code)
) ${options};

-- version rises with each write of ours; a foreign UPDATE leaves it, which is how the two are told apart.
create table if not exists stock_level (
  sku_id bigint not null,
  location_id bigint not null,
  on_hand bigint not null,
  committed bigint default 0 not null,
  as_of bigint,
  version bigint default 0 not null,
  primary key (sku_id, location_id),
  constraint stock_level_sku foreign key (sku_id) references sku (id),
  constraint stock_level_location foreign key (location_id) references location (id)
) ${options};

create table if not exists stock_movement (
  id ${identity},
  sku_id bigint not null,
  location_id bigint not null,
  reason varchar(30) not null,
  on_hand_change bigint not null,
  committed_change bigint not null,
  business_key varchar(255) not null,
  made_at bigint not null,
  constraint stock_movement_key unique (business_key)
) ${options};
create index if not exists stock_movement_of_sku on stock_movement (sku_id, location_id);

-- Left a location that another system counts, and still committed until a count covers it.
create table if not exists uncounted_shipment (
  id ${identity},
  sku_id bigint not null,
  location_id bigint not null,
  units bigint not null,
  shipped_at bigint not null,
  counted boolean not null
) ${options};
create index if not exists uncounted_shipment_of_level on uncounted_shipment (sku_id, location_id);
create index if not exists uncounted_shipment_counted on uncounted_shipment (counted);

create table if not exists price (
  sku_id bigint not null,
  price_list varchar(60) not null,
  currency char(3) not null,
  amount bigint not null,
  compare_at_amount bigint,
  primary key (sku_id, price_list),
  constraint price_sku foreign key (sku_id) references sku (id)
) ${options};

create table if not exists storefront (
  id varchar(60) not null primary key,
  channel varchar(60) not null,
  settings_digest varchar(64) not null,
  created_at bigint not null
) ${options};

create table if not exists storefront_pause (
  storefront_id varchar(60) not null,
  aspect varchar(20) not null,
  reason varchar(500) not null,
  paused_by varchar(100) not null,
  paused_at bigint not null,
  primary key (storefront_id, aspect)
) ${options};

-- own_pending: units of this storefront's own orders that we have committed and it has not lowered yet (but will).
create table if not exists listing (
  id ${identity},
  storefront_id varchar(60) not null,
  sku_id bigint not null,
  item_id varchar(190),
  channel_sku_id varchar(190),
  state varchar(20) not null,
  state_reason varchar(1000),
  own_pending bigint default 0 not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint listing_channel_key unique (storefront_id, item_id, channel_sku_id),
  constraint listing_storefront foreign key (storefront_id) references storefront (id),
  constraint listing_sku foreign key (sku_id) references sku (id)
) ${options};
create index if not exists listing_of_sku on listing (sku_id);
create index if not exists listing_of_storefront on listing (storefront_id, sku_id);

-- What a storefront was seen to list, ours or not. gone: the newest complete scan did not have it.
create table if not exists channel_listing (
  id ${identity},
  storefront_id varchar(60) not null,
  item_id varchar(190) not null,
  channel_sku_id varchar(190) not null,
  merchant_code varchar(190) not null,
  barcode varchar(100),
  title varchar(500) not null,
  variant ${text} not null,
  state varchar(20) not null,
  price bigint,
  quantity bigint,
  seen_at bigint not null,
  gone boolean default false not null,
  constraint channel_listing_key unique (storefront_id, item_id, channel_sku_id)
) ${options};
create index if not exists channel_listing_of_code on channel_listing (storefront_id, merchant_code);

-- How far a storefront's listings have been read. next_token is null at a scan's beginning and end.
create table if not exists listing_scan (
  storefront_id varchar(60) not null primary key,
  started_at bigint not null,
  next_token varchar(500),
  finished_at bigint,
  completed_at bigint,
  error varchar(1000)
) ${options};

-- An aspect that the configuration only observes, and a person has let go out.
create table if not exists storefront_release (
  storefront_id varchar(60) not null,
  aspect varchar(20) not null,
  released_by varchar(100) not null,
  released_at bigint not null,
  primary key (storefront_id, aspect)
) ${options};

-- due_at is null where nothing is owed, and the end of the lease while one is held. urgency: 0 fell to nothing, 1 fell, 2
-- all else. attempts numbers the leases, too: the newest fences off the older. wanted_at is when the oldest change not yet verified was made.
create table if not exists publication (
  id ${identity},
  listing_id bigint not null,
  storefront_id varchar(60) not null,
  aspect varchar(20) not null,
  wanted_revision bigint not null,
  accepted_revision bigint default 0 not null,
  verified_revision bigint default 0 not null,
  urgency int default 2 not null,
  due_at bigint,
  wanted_at bigint,
  verified_at bigint,
  failures int default 0 not null,
  attempts bigint default 0 not null,
  lease_owner varchar(80),
  lease_until bigint,
  error_code varchar(20),
  error varchar(1000),
  constraint publication_key unique (listing_id, aspect),
  constraint publication_listing foreign key (listing_id) references listing (id)
) ${options};
create index if not exists publication_worklist on publication (storefront_id, aspect, urgency, due_at);

-- One call that may change a storefront, committed before it is sent. number counts per publication; wanted_at is that of
-- the publication then, for those who ask how long a change took.
create table if not exists attempt (
  publication_id bigint not null,
  number bigint not null,
  kind varchar(20) not null,
  revision bigint not null,
  sent ${text} not null,
  quantity_change bigint,
  quantity_target bigint,
  read_from bigint,
  read_to bigint,
  wanted_at bigint,
  sent_at bigint not null,
  deadline_at bigint not null,
  ended_at bigint,
  outcome varchar(20),
  error_code varchar(20),
  message varchar(1000),
  ticket varchar(190),
  primary key (publication_id, number),
  constraint attempt_publication foreign key (publication_id) references publication (id)
) ${options};
create index if not exists attempt_recent on attempt (sent_at);

-- What we heard of a storefront's own stock: 'read' (quantity is what it showed) and 'order' (quantity is the change it
-- made by itself). seen_from and seen_to bound the moment; after_attempt is the last write a read includes.
create table if not exists channel_ledger (
  id ${identity},
  publication_id bigint not null,
  kind varchar(10) not null,
  quantity bigint not null,
  seen_from bigint not null,
  seen_to bigint not null,
  after_attempt bigint,
  settled boolean default false not null,
  constraint channel_ledger_publication foreign key (publication_id) references publication (id)
) ${options};
create index if not exists channel_ledger_of_publication on channel_ledger (publication_id, id);

create table if not exists orders (
  id ${identity},
  storefront_id varchar(60) not null,
  order_no varchar(190) not null,
  state varchar(20) not null,
  revision_at bigint not null,
  placed_at bigint not null,
  paid_at bigint,
  cancelled_at bigint,
  refund_requested_at bigint,
  currency char(3) not null,
  total bigint not null,
  detail ${blob},
  received_at bigint not null,
  updated_at bigint not null,
  constraint orders_key unique (storefront_id, order_no)
) ${options};
create index if not exists orders_recent on orders (updated_at);
create index if not exists orders_open on orders (storefront_id, state, id);

-- committed, shipped, lowered and restored are what has been posted so far; the next revision posts the difference.
-- told_shipped and told_cancelled are what the storefront said last, parcelled what our own parcels hold.
create table if not exists order_line (
  order_id bigint not null,
  line_no varchar(190) not null,
  item_id varchar(190),
  channel_sku_id varchar(190),
  merchant_code varchar(190),
  title varchar(500) not null,
  quantity bigint not null,
  unit_price bigint not null,
  listing_id bigint,
  sku_id bigint,
  location_id bigint,
  committed bigint default 0 not null,
  shipped bigint default 0 not null,
  lowered bigint default 0 not null,
  restored bigint default 0 not null,
  postings int default 0 not null,
  told_shipped bigint default 0 not null,
  told_cancelled bigint default 0 not null,
  parcelled bigint default 0 not null,
  primary key (order_id, line_no),
  constraint order_line_order foreign key (order_id) references orders (id)
) ${options};
create index if not exists order_line_of_sku on order_line (sku_id);

-- What a storefront is told of one of its orders: a parcel that left the house, or units that the seller cancels. state:
-- owed, told, refused, or kept where the channel takes no such notice. insisted: sent although a refund is requested.
-- due_at and attempts as in publication.
create table if not exists order_notice (
  id ${identity},
  order_id bigint not null,
  storefront_id varchar(60) not null,
  kind varchar(20) not null,
  code varchar(100) not null,
  carrier varchar(60),
  tracking_number varchar(100),
  shipped_at bigint,
  reason varchar(500) not null,
  state varchar(12) not null,
  insisted boolean not null,
  revision bigint default 1 not null,
  made_by varchar(100) not null,
  made_at bigint not null,
  told_at bigint,
  due_at bigint,
  failures int default 0 not null,
  attempts bigint default 0 not null,
  lease_owner varchar(80),
  lease_until bigint,
  error_code varchar(20),
  error varchar(1000),
  constraint order_notice_key unique (order_id, kind, code),
  constraint order_notice_order foreign key (order_id) references orders (id)
) ${options};
create index if not exists order_notice_due on order_notice (storefront_id, due_at);

-- units: in the parcel; of a cancellation, how many of the line are to be cancelled in all.
create table if not exists order_notice_line (
  notice_id bigint not null,
  line_no varchar(190) not null,
  units bigint not null,
  primary key (notice_id, line_no),
  constraint order_notice_line_notice foreign key (notice_id) references order_notice (id)
) ${options};

-- Raw records as they came, compressed and encrypted. due_at and news_from are null once a record is processed or parked;
-- until then, what it tells may have happened as early as news_from (the storefront's clock).
create table if not exists inbox (
  id ${identity},
  storefront_id varchar(60) not null,
  feed varchar(20) not null,
  record_id varchar(190) not null,
  digest varchar(64) not null,
  payload ${blob} not null,
  state varchar(10) not null,
  received_at bigint not null,
  due_at bigint,
  news_from bigint,
  processed_at bigint,
  failures int default 0 not null,
  error_code varchar(20),
  error varchar(1000),
  constraint inbox_record unique (storefront_id, feed, record_id, digest)
) ${options};
create index if not exists inbox_due on inbox (due_at);
create index if not exists inbox_news on inbox (storefront_id, news_from);

-- How far a feed has been read: complete up to watermark (the storefront's clock); a window from there
-- may be open.
create table if not exists feed_cursor (
  storefront_id varchar(60) not null,
  feed varchar(20) not null,
  watermark bigint not null,
  window_from bigint,
  window_to bigint,
  page_token varchar(2000),
  window_total int,
  passes int default 0 not null,
  version bigint default 0 not null,
  clock_ahead_millis bigint default 0 not null,
  clock_error_millis bigint default 0 not null,
  read_at bigint,
  failures int default 0 not null,
  error_code varchar(20),
  error varchar(1000),
  primary key (storefront_id, feed)
) ${options};

-- The distinct records of the open window, to agree with the storefront's own count before the cursor passes it.
create table if not exists feed_window_record (
  storefront_id varchar(60) not null,
  feed varchar(20) not null,
  record_id varchar(190) not null,
  primary key (storefront_id, feed, record_id)
) ${options};

-- What a person must look at. One row per subject, however often it happens.
create table if not exists attention (
  id ${identity},
  code varchar(20) not null,
  subject varchar(255) not null,
  storefront_id varchar(60),
  cause varchar(1000) not null,
  remedy varchar(1000) not null,
  state varchar(12) not null,
  times bigint default 1 not null,
  first_at bigint not null,
  last_at bigint not null,
  constraint attention_key unique (code, subject)
) ${options};
create index if not exists attention_open on attention (state, last_at);

create table if not exists audit_log (
  id ${identity},
  made_at bigint not null,
  actor varchar(100) not null,
  action varchar(60) not null,
  subject varchar(255) not null,
  detail varchar(2000)
) ${options};

-- Written by triggers only, read and emptied by the projector. own says whether the writer kept the movement itself.
create table if not exists change_log (
  id ${identity},
  kind varchar(10) not null,
  subject_id bigint not null,
  location_id bigint,
  quantity_change bigint,
  own boolean default true not null,
  as_of bigint,
  made_at bigint not null
) ${options};
