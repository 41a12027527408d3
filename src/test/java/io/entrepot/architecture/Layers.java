package io.entrepot.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Call;

/** Which layer may use which: {@code model, channel.spi, sync <- store <- route <- faces}. */
record Layers(House house) {

    private static final String[] PLAIN = {"java..", "org.jspecify.."};

    List<ArchRule> rules() {
        return Stream.concat(
                        Stream.of(modelIsPlain(), spiIsPlain(), connectorsAreApart(), noCycles(), nothingUsesFaces()),
                        mayUse())
                .toList();
    }

    private ArchRule modelIsPlain() {
        return classes()
                .that()
                .resideInAnyPackage(house.layers("model"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PLAIN).or(resideInAnyPackage(house.layers("model"))))
                .as("model uses only the JDK and JSpecify")
                .because(
                        "the words of the domain are plain values; put what needs a library into the layer that has it instead");
    }

    private ArchRule spiIsPlain() {
        return classes()
                .that()
                .resideInAnyPackage(house.layers("channel.spi"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PLAIN)
                        .or(resideInAnyPackage(house.layers("model", "channel.spi")))
                        .or(belongToAnyOf(Call.class)))
                .as("channel.spi uses only the JDK, JSpecify, model and okhttp3.Call")
                .because(
                        "a connector is written against values and one Call.Factory; put the rest into channel.http instead");
    }

    private ArchRule connectorsAreApart() {
        return slices().matching(house.root() + ".connector.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a channel changes alone; offer what two connectors share in channel.kit instead");
    }

    private ArchRule noCycles() {
        return slices().matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one; move the shared type to the lower one instead");
    }

    private ArchRule nothingUsesFaces() {
        return noClasses()
                .that(house.otherLayersThan(House.FACES))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.layers(House.FACES))
                .as("nothing uses the faces")
                .because(
                        "faces show what is below them; let the lower layer return a value or take a listener instead");
    }

    private Stream<ArchRule> mayUse() {
        return Stream.of(
                only("config", "it is what a file says; let the layer that needs it take it", "model", "channel.spi"),
                only("channel", "it makes calls and keeps nothing; hand it what it needs", "model", "config"),
                only(
                        "connector",
                        "a connector speaks to its channel and no more; return it as an Outcome",
                        "model",
                        "channel.spi",
                        "channel.kit"),
                only(
                        "simulator",
                        "a stand-in that shares our code agrees with our mistakes; write it from the channel's documents",
                        "model",
                        "channel.spi",
                        "channel.quota"),
                only("database", "it knows tables and no meaning; put meaning into store", "model", "config"),
                only(
                        "sync",
                        "it runs against ports; declare one there and implement it in store",
                        "model",
                        "config",
                        "channel"),
                only(
                        "store",
                        "it is below routes and faces; let them call it",
                        "model",
                        "config",
                        "channel.spi",
                        "sync",
                        "database"),
                only(
                        "route",
                        "it wires what is there; take a connector through the channel registry",
                        "model",
                        "config",
                        "channel",
                        "sync",
                        "database",
                        "store"));
    }

    private ArchRule only(String layer, String reason, String... others) {
        String[] allowed = Stream.concat(Stream.of(layer), Stream.of(others)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(house.layers(layer))
                .should()
                .onlyDependOnClassesThat(house.foreign().or(resideInAnyPackage(house.layers(allowed))))
                .as(layer + " uses no layer of ours but " + String.join(", ", others))
                .because(reason + " instead");
    }
}
