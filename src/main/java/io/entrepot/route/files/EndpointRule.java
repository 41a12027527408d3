package io.entrepot.route.files;

import io.entrepot.model.Refusal;
import io.entrepot.route.Addresses;
import io.entrepot.route.KnownStorefronts;
import io.entrepot.route.RouteCode;
import io.entrepot.route.Spelling;
import io.entrepot.route.files.Outline.Option;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/** Endpoints have only options that exist, and ours name what exists. Holds in templates, too, that nobody uses yet. */
final class EndpointRule implements Rule {

    private final ExtendedCamelContext components;
    private final KnownStorefronts known;

    EndpointRule(CamelContext components, KnownStorefronts known) {
        this.components = components.getCamelContextExtension();
        this.known = known;
    }

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        world.bodies().stream().flatMap(Outline.Sentence::calls).forEach(call -> options(Address.of(call), problems));
        world.sentences().forEach(sentence -> sentence.calls().map(Address::of).forEach(address -> {
            options(address, problems);
            names(address, problems);
        }));
    }

    private void options(Address address, Consumer<RouteProblem> problems) {
        EndpointUriFactory factory = components.getEndpointUriFactory(address.scheme());
        if (factory == null || factory.isLenientProperties()) {
            return;
        }
        for (Option option : address.options()) {
            String name = option.name().value();
            if (!factory.propertyNames().contains(name)
                    && factory.multiValuePrefixes().values().stream().noneMatch(name::startsWith)) {
                String problem = address.scheme() + ": has no option '" + name + "'";
                String remedy = Spelling.hint(name, factory.propertyNames());
                problems.accept(RouteProblem.refused(option.name().spot(), RouteCode.OPTION, problem, remedy));
            }
        }
    }

    private void names(Address address, Consumer<RouteProblem> problems) {
        Scalar storefront = address.option("storefront").map(Option::value).orElse(address.uri());
        try {
            if (address.is("storefront") && !address.path().contains("{{")) {
                Addresses.atStorefront(address.path(), known);
            }
            if (address.is("store") && !address.path().contains("{{")) {
                Addresses.inStore(address.path());
                if (address.option("storefront").isPresent() && !storefront.isOpen()) {
                    Addresses.storefront(storefront.value(), known);
                }
            }
        } catch (Refusal e) {
            Spot spot = "storefront".equals(e.field())
                    ? storefront.spot()
                    : address.uri().spot();
            problems.accept(RouteProblem.refused(spot, e));
        }
    }
}
