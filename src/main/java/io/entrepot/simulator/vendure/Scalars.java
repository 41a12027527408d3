package io.entrepot.simulator.vendure;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Vendure's own scalars. */
final class Scalars {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static final GraphQLScalarType DATE_TIME = GraphQLScalarType.newScalar()
            .name("DateTime")
            .coercing(new DateTimes())
            .build();
    static final GraphQLScalarType MONEY =
            GraphQLScalarType.newScalar().name("Money").coercing(new Amounts()).build();

    private Scalars() {}

    private static final class DateTimes implements Coercing<Instant, String> {
        @Override
        public String serialize(Object result, GraphQLContext context, Locale locale) {
            return MILLIS.format((Instant) result);
        }

        @Override
        public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return Instant.parse(String.valueOf(input));
            } catch (DateTimeException e) {
                throw new CoercingParseValueException("Expected an ISO 8601 instant, not " + input);
            }
        }

        @Override
        public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text) {
                return parseValue(String.valueOf(text.getValue()), context, locale);
            }
            throw new CoercingParseLiteralException("Expected a text");
        }
    }

    private static final class Amounts implements Coercing<Long, Long> {
        @Override
        public Long serialize(Object result, GraphQLContext context, Locale locale) {
            return (Long) result;
        }

        @Override
        public Long parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof Integer || input instanceof Long) {
                return ((Number) input).longValue();
            }
            throw new CoercingParseValueException("Expected a whole number, not " + input);
        }

        @Override
        public Long parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof IntValue number) {
                return number.getValue().longValueExact();
            }
            throw new CoercingParseLiteralException("Expected a whole number");
        }
    }
}
