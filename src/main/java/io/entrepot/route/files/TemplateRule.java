package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import io.entrepot.route.Spelling;
import io.entrepot.route.files.Outline.Parameter;
import io.entrepot.route.files.Outline.Template;
import io.entrepot.route.files.Outline.Use;
import java.util.List;
import java.util.function.Consumer;

/** Each templatedRoute names a template that exists, gives what it asks for, and nothing it does not know. */
final class TemplateRule implements Rule {

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        for (Outline file : world.files()) {
            for (Use use : file.uses()) {
                world.template(use.template().value())
                        .ifPresentOrElse(
                                template -> parameters(use, template, problems),
                                () -> problems.accept(unknown(use, world)));
            }
        }
    }

    private static RouteProblem unknown(Use use, World world) {
        String problem = "no template '" + use.template().value() + "' exists";
        String remedy = Spelling.hint(use.template().value(), world.templateIds());
        return RouteProblem.refused(use.template().spot(), RouteCode.TEMPLATE, problem, remedy);
    }

    private static void parameters(Use use, Template template, Consumer<RouteProblem> problems) {
        List<String> declared =
                template.parameters().stream().map(p -> p.name().value()).toList();
        for (Scalar name : use.names()) {
            if (!declared.contains(name.value())) {
                String problem = "template '" + template.id().value() + "' has no parameter '" + name.value() + "'";
                String remedy = Spelling.hint(name.value(), declared);
                problems.accept(RouteProblem.refused(name.spot(), RouteCode.PARAMETER, problem, remedy));
            }
        }
        template.parameters().stream()
                .filter(Parameter::mustBeGiven)
                .map(parameter -> parameter.name().value())
                .filter(name -> !use.values().containsKey(name))
                .forEach(name -> problems.accept(missing(use, template, name)));
    }

    private static RouteProblem missing(Use use, Template template, String name) {
        String problem = "template '" + template.id().value() + "' needs the parameter '" + name + "'";
        String remedy = "add {name: " + name + ", value: …} to its parameters";
        return RouteProblem.refused(use.template().spot(), RouteCode.PARAMETER, problem, remedy);
    }
}
