-- Whoever changes a value, by whatever program, leaves a row in change_log. The classes are in io.entrepot.database; their
-- names are stored in every H2 database, so they stay.

create trigger if not exists stock_level_changed after insert, update, delete on stock_level
for each row call 'io.entrepot.database.StockTrigger';

create trigger if not exists price_changed after insert, update, delete on price
for each row call 'io.entrepot.database.PriceTrigger';

create trigger if not exists product_changed after update on product
for each row call 'io.entrepot.database.ProductTrigger';

create trigger if not exists sku_changed after insert, update on sku
for each row call 'io.entrepot.database.SkuTrigger';
