package io.entrepot.simulator.vendure;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.entrepot.simulator.Fault;
import java.util.List;

/** What the API's mutations do. Called under the shop's lock. */
record Mutations(
        Catalogue catalogue, VariantWrites variants, Parcels parcels, Cancellations cancellations, Sessions sessions) {

    TypeRuntimeWiring.Builder wiring() {
        return TypeRuntimeWiring.newTypeWiring("Mutation")
                .dataFetcher("login", sessions::login)
                .dataFetcher("createProduct", env -> catalogue
                        .create(Input.of(env, Input.Product.class))
                        .view())
                .dataFetcher("updateProduct", env -> catalogue
                        .update(Input.of(env, Input.Product.class))
                        .view())
                .dataFetcher("createProductOptionGroup", env -> catalogue
                        .create(Input.of(env, Input.Group.class))
                        .view())
                .dataFetcher("createProductOption", env -> catalogue.create(Input.of(env, Input.Option.class)))
                .dataFetcher("addOptionGroupToProduct", env -> catalogue
                        .attach(env.getArgument("productId"), env.getArgument("optionGroupId"))
                        .view())
                .dataFetcher(
                        "createProductVariants",
                        env -> views(variants.create(Input.listOf(env, Input.NewVariant.class))))
                .dataFetcher("updateProductVariants", this::updateVariants)
                .dataFetcher("cancelOrder", cancellations::cancel)
                .dataFetcher("addFulfillmentToOrder", parcels::add)
                .dataFetcher("transitionFulfillmentToState", parcels::move);
    }

    private List<Variant.View> updateVariants(DataFetchingEnvironment env) {
        List<Input.Variant> changes = Input.listOf(env, Input.Variant.class);
        Fault fault = env.getGraphQlContext().get(Fault.class);
        if (fault == Fault.PARTIAL_BATCH) {
            mislay(changes);
        }
        return fault == Fault.ACCEPTED_NOT_APPLIED ? forgotten(changes) : views(variants.update(changes));
    }

    /** Says that it was done, and does not do it. */
    private List<Variant.View> forgotten(List<Input.Variant> changes) {
        List<Variant> changed =
                changes.stream().map(change -> catalogue.variant(change.id())).toList();
        List<Variant.Settable> before = changed.stream().map(Variant::settable).toList();
        List<Variant.View> answer = views(variants.update(changes));
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).set(before.get(i));
        }
        return answer;
    }

    /** Vendure does all of a batch or nothing; its way to fail in part is that it cannot find some for a moment. */
    private void mislay(List<Input.Variant> changes) {
        for (int i = 0; i < changes.size(); i++) {
            boolean chosen = i % 2 == 1 || changes.size() == 1;
            String id = changes.get(i).id();
            catalogue.variants().stream()
                    .filter(variant -> chosen && variant.id.equals(id))
                    .forEach(variant -> variant.mislaid = true);
        }
    }

    private static List<Variant.View> views(List<Variant> variants) {
        return variants.stream().map(Variant::view).toList();
    }
}
