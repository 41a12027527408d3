package io.entrepot.route.files;

import io.entrepot.model.Refusal;
import io.entrepot.route.RouteCode;
import java.text.ParseException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.CronExpression;

/** The {@code quartz:} component for a trial: it checks a schedule and touches no scheduler. */
final class TrialQuartz extends QuartzComponent {

    TrialQuartz() {
        setAutowiredEnabled(false);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        QuartzEndpoint real = (QuartzEndpoint) super.createEndpoint(uri, remaining, parameters);
        checkCron(real);
        checkNumber(real, "repeatInterval", 1);
        checkNumber(real, "repeatCount", -1);
        return new IdleEndpoint(uri, this);
    }

    private static void checkCron(QuartzEndpoint endpoint) {
        try {
            if (endpoint.getCron() != null) {
                CronExpression.validateExpression(endpoint.getCron());
            }
        } catch (ParseException e) {
            String problem = "the cron expression '" + endpoint.getCron() + "' is wrong: " + e.getMessage();
            String remedy =
                    "Quartz has six fields: second minute hour day-of-month month day-of-week, one of the two days"
                            + " a '?', as in '0 30 2 * * ?'";
            throw new Refusal(RouteCode.SCHEDULE, "cron", problem, remedy);
        }
    }

    private static void checkNumber(QuartzEndpoint endpoint, String name, long least) {
        Object value = endpoint.getTriggerParameters().get(name);
        if (value != null && !isAtLeast(least, String.valueOf(value))) {
            String problem = "trigger." + name + " is '" + value + "'";
            String what = name.equals("repeatInterval") ? "milliseconds" : "a number of times, -1 for ever";
            throw new Refusal(RouteCode.SCHEDULE, "trigger." + name, problem, "give " + what + " as a plain number");
        }
    }

    private static boolean isAtLeast(long least, String value) {
        try {
            return Long.parseLong(value) >= least;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    protected void doStart() {}

    @Override
    protected void doStop() {}

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {}

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {}

    /** Schedules nothing. */
    private static final class IdleEndpoint extends QuartzEndpoint {

        IdleEndpoint(String uri, QuartzComponent component) {
            super(uri, component);
        }

        @Override
        protected void doStart() {}

        @Override
        protected void doStop() {}
    }
}
