package io.entrepot.ops.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.api.problem.ProblemWriter;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Puts the filter in front of everything that is served. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);
    private static final ErrorCode SECOND_PORT = new ErrorCode("ENT-2134");
    private static final String MANAGEMENT_PORT = "management.server.port";

    @Bean
    ApiToken apiToken(AccessSettings settings) {
        return ApiToken.at(settings.tokenFile(), token -> LOG.warn("""


                        The API token, shown this once (only its digest is kept, in {}):

                            {}

                        It is asked for when the server is bound to more than this machine.
                        """, settings.tokenFile(), token));
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            ApiToken token,
            AccessSettings settings,
            ServerProperties server,
            Environment environment,
            ObjectMapper json) {
        refuseSecondPort(environment);
        var filter = new FilterRegistrationBean<>(
                new AccessFilter(token, settings.asksForToken(server.getAddress()), new ProblemWriter(json)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    /** On a port of its own the actuator would stand outside of this filter. */
    private static void refuseSecondPort(Environment environment) {
        String port = environment.getProperty(MANAGEMENT_PORT);
        if (port != null && !port.equals("-1") && !port.equals(environment.getProperty("server.port"))) {
            throw new Refusal(
                    SECOND_PORT,
                    MANAGEMENT_PORT,
                    "the actuator on port " + port + " would be open to everybody",
                    "Leave " + MANAGEMENT_PORT + " out.");
        }
    }
}
