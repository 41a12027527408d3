-- Carriers and tracking numbers that a storefront may have been told of a parcel: one that knows parcels by nothing else must be
-- told which of them is corrected. Written before each call, for its outcome may stay unknown.
create table if not exists order_notice_label (
  id ${identity},
  notice_id bigint not null,
  carrier varchar(60) not null,
  tracking_number varchar(100),
  constraint order_notice_label_notice foreign key (notice_id) references order_notice (id)
) ${options};
create index if not exists order_notice_label_of on order_notice_label (notice_id, id);
