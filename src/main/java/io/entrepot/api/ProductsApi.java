package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.ProductFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The seller's products and their SKUs. */
@RestController
@RequestMapping(path = "/api/v1/products", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Products", description = "The seller's products, their SKUs, and how they come in")
final class ProductsApi {

    private final Catalog catalog;

    ProductsApi(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(operationId = "listProducts", summary = "A page of products in the order of their codes")
    Page<Product> list(
            @Parameter(description = "Part of the title or of the code, in either case")
                    @RequestParam(required = false)
                    @Nullable
                    String text,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String category,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var products = catalog.page(new ProductFilter(text, brand, category), after, limit);
        return Page.of(products, limit, product -> product, Product::code);
    }

    @GetMapping("/{code}")
    @Operation(operationId = "getProduct", summary = "One product with all its SKUs")
    Product get(@PathVariable String code) {
        return catalog.product(code)
                .orElseThrow(() -> ApiError.NOT_FOUND.refusal("code", "there is no product '" + code + "'"));
    }
}
