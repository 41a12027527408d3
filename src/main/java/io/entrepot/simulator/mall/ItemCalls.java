package io.entrepot.simulator.mall;

import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.mall.Wire.ItemAnswer;
import io.entrepot.simulator.mall.Wire.ItemView;
import io.entrepot.simulator.mall.Wire.ItemsAnswer;
import io.entrepot.simulator.mall.Wire.ItemsPage;
import io.entrepot.simulator.mall.Wire.SkuView;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Draft;
import io.entrepot.simulator.shop.Draft.DraftSku;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Sku;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** The item endpoints. Called under the shop's lock. */
final class ItemCalls {

    private final Catalogue catalogue;
    private final Currency currency;
    private final int pageCap;

    ItemCalls(Catalogue catalogue, Currency currency, int pageCap) {
        this.catalogue = catalogue;
        this.currency = currency;
        this.pageCap = pageCap;
    }

    ItemAnswer put(String code, String body) {
        Given draft = Given.body(body);
        for (Given sku : draft.list("skus")) {
            if (!sku.money("price").currency().equals(currency)) {
                throw new MallError(400, "wrong_currency", "this shop sells in " + currency);
            }
        }
        return new ItemAnswer(view(catalogue.put(draft(code, draft))));
    }

    private static Draft draft(String code, Given given) {
        List<DraftSku> skus = given.list("skus").stream()
                .map(sku -> new DraftSku(
                        sku.text("code"),
                        sku.textOrNull("id"),
                        sku.textOrNull("barcode"),
                        sku.pairs("variant"),
                        sku.money("price")))
                .toList();
        return new Draft(code, given.textOrNull("id"), given.text("title"), skus);
    }

    Object get(WireRequest request) {
        List<String> codes = request.parameters("sku_codes");
        return codes.isEmpty()
                ? page(request)
                : new ItemsAnswer(
                        catalogue.having(codes).stream().map(this::view).toList());
    }

    private ItemsPage page(WireRequest request) {
        Paging paging = Paging.of(request, pageCap);
        int total = catalogue.all().size();
        List<ItemView> items =
                paging.of(catalogue.all().stream()).map(this::view).toList();
        return new ItemsPage(items, paging.page(), paging.pages(total), total);
    }

    private ItemView view(Item item) {
        Instant now = catalogue.now();
        List<SkuView> skus = item.skus().stream().map(sku -> view(sku, now)).toList();
        return new ItemView(item.idText(), item.code(), item.title(), item.state(now), item.rejectedFor(), skus);
    }

    private static SkuView view(Sku sku, Instant now) {
        return new SkuView(
                sku.id(),
                sku.code(),
                sku.barcode(),
                sku.variant(),
                Wire.amount(sku.price()),
                sku.quantity(),
                sku.item().state(sku, now));
    }
}
