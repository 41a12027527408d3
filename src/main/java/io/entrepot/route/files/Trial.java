package io.entrepot.route.files;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.route.RouteCode;
import io.entrepot.route.files.Outline.Call;
import io.entrepot.route.files.Outline.Sentence;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Lets Camel build a file's routes without running them, and says what it refused, where. */
final class Trial {

    private static final Pattern ROUTE = Pattern.compile("Failed to create route:? ([^ :]+)");

    private final CamelContext context;
    private final World world;

    Trial(CamelContext context, World world) {
        this.context = context;
        this.world = world;
    }

    /** The first thing Camel refuses in the file. */
    Optional<RouteProblem> of(Outline file) {
        try {
            RouteResource.load(context, file.text());
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(explain(file, e));
        }
    }

    private RouteProblem explain(Outline file, Exception failure) {
        Spot place = place(file, failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return RouteProblem.refused(place, refusal);
            }
            if (cause instanceof MarkedYamlEngineException marked) {
                return malformed(file, marked);
            }
            if (cause instanceof NoSuchEndpointException) {
                return refused(place, RouteCode.COMPONENT, cause, "mend the name before the colon");
            }
        }
        Throwable root = root(failure);
        return root instanceof ResolveEndpointFailedException
                ? refused(place, RouteCode.OPTION, root, "mend the endpoint's options; docs/routes.md lists ours")
                : refused(
                        place,
                        RouteCode.REFUSED,
                        root,
                        "mend the route; Camel's documentation has each step and option");
    }

    private static RouteProblem malformed(Outline file, MarkedYamlEngineException marked) {
        Spot spot = marked.getProblemMark()
                .map(mark -> new Spot(file.file(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Spot.wholeOf(file.file()));
        String remedy = "mend the key or step: Camel's YAML has to, filter, choice, log and the like under steps:";
        return RouteProblem.refused(spot, RouteCode.UNKNOWN_KEY, String.valueOf(marked.getProblem()), remedy);
    }

    private static RouteProblem refused(Spot spot, ErrorCode code, Throwable cause, String remedy) {
        return RouteProblem.refused(spot, code, String.valueOf(cause.getMessage()), remedy);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The endpoint Camel speaks of, else the route it speaks of, else the file. */
    private Spot place(Outline file, Exception failure) {
        Optional<String> uri =
                causes(failure).flatMap(cause -> uri(cause).stream()).reduce((first, second) -> second);
        Matcher route = ROUTE.matcher(String.valueOf(failure.getMessage()));
        Optional<Sentence> sentence = route.find() ? sentence(file, route.group(1)) : Optional.empty();
        return uri.flatMap(text -> sentence.flatMap(of -> call(of, text)))
                .map(call -> spot(call, causes(failure)))
                .or(() -> sentence.map(of -> of.id().spot()))
                .orElse(Spot.wholeOf(file.file()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The option that was refused, else the endpoint. */
    private static Spot spot(Call call, Stream<Throwable> causes) {
        return causes.filter(Refusal.class::isInstance)
                .flatMap(refusal -> Optional.ofNullable(((Refusal) refusal).field()).stream())
                .flatMap(field -> Address.of(call).option(field).stream())
                .map(option -> option.value().spot())
                .findFirst()
                .orElse(call.uri().spot());
    }

    private Optional<Sentence> sentence(Outline file, String routeId) {
        return new World(Stream.concat(Stream.of(file), world.files().stream()).toList())
                .sentences().stream()
                        .filter(each -> each.id().value().equals(routeId))
                        .findFirst();
    }

    private static Optional<String> uri(Throwable cause) {
        if (cause instanceof ResolveEndpointFailedException e) {
            return Optional.ofNullable(e.getUri());
        }
        return cause instanceof NoSuchEndpointException e ? Optional.ofNullable(e.getUri()) : Optional.empty();
    }

    /** Camel writes {@code store://stock?…} for {@code store:stock?…}, with the options in its own order. */
    private static Optional<Call> call(Sentence sentence, String uri) {
        String plain = uri.replaceFirst("://", ":").replaceFirst("\\?.*", "");
        return sentence.calls()
                .filter(call ->
                        (Address.of(call).scheme() + ":" + Address.of(call).path()).equals(plain))
                .findFirst();
    }
}
