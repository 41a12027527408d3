package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithServer
class ErrorsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            GET    | /api/v1/nothing-here             | -                                                  | 404 | ENT-2115 | -
            GET    | /nothing-here                    | -                                                  | 404 | ENT-2115 | -
            GET    | /api/v1/products/nope            | -                                                  | 404 | ENT-2119 | code
            GET    | /api/v1/orders/shop/nope         | -                                                  | 404 | ENT-2119 | order_no
            GET    | /api/v1/storefronts/nope         | -                                                  | 404 | ENT-2119 | id
            GET    | /api/v1/listings/999999          | -                                                  | 404 | ENT-2119 | id
            GET    | /api/v1/listings/999999/attempts | -                                                  | 404 | ENT-2119 | id
            GET    | /api/v1/listings/x               | -                                                  | 404 | ENT-2119 | id
            POST   | /api/v1/attention/999999/retry   | -                                                  | 404 | ENT-2119 | id
            POST   | /api/v1/attention/999999/dismiss | -                                                  | 404 | ENT-2119 | id
            DELETE | /api/v1/products                 | -                                                  | 405 | ENT-2116 | -
            GET    | /api/v1/products?limit=201       | -                                                  | 400 | ENT-2114 | limit
            GET    | /api/v1/products?limit=many      | -                                                  | 400 | ENT-2114 | limit
            GET    | /api/v1/stock                    | -                                                  | 400 | ENT-2114 | -
            GET    | /api/v1/stock?sku=nope           | -                                                  | 422 | ENT-2102 | sku
            GET    | /api/v1/orders?updated_after=now | -                                                  | 400 | ENT-2114 | updated_after
            GET    | /api/v1/orders?after=x           | -                                                  | 400 | ENT-2114 | after
            GET    | /api/v1/listings?state=lost      | -                                                  | 400 | ENT-2114 | state
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1                     | 400 | ENT-2110 | -
            PUT    | /api/v1/stock/tea-1              | -                                                  | 400 | ENT-2110 | -
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1} {}                 | 400 | ENT-2110 | -
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1,"on_hand":2}        | 400 | ENT-2110 | -
            PUT    | /api/v1/stock/tea-1              | {"location":"main","onhand":1}                     | 400 | ENT-2111 | onhand
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":"1"}                  | 400 | ENT-2112 | on_hand
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1.5}                  | 400 | ENT-2112 | on_hand
            PUT    | /api/v1/stock/tea-1              | {"location":7,"on_hand":1}                         | 400 | ENT-2112 | location
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1,"as_of":"today"}    | 400 | ENT-2112 | as_of
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":1,"as_of":"2999-01-01T00:00:00Z"} | 422 | ENT-2113 | as_of
            PUT    | /api/v1/stock/tea-1              | {"location":"main"}                                | 422 | ENT-2113 | on_hand
            PUT    | /api/v1/stock/tea-1              | {"location":"main","on_hand":-1}                   | 422 | ENT-2101 | on_hand
            PUT    | /api/v1/stock/tea-1              | {"location":"moon","on_hand":1}                    | 422 | ENT-2103 | location
            PUT    | /api/v1/stock/nope               | {"location":"main","on_hand":1}                    | 404 | ENT-2102 | sku
            POST   | /api/v1/stock/tea-1/adjust       | {"location":"main","change":-99999,"reason":"x"}   | 422 | ENT-2104 | change
            PUT    | /api/v1/prices/tea-1             | {"currency":"RMB","amount":"1.00"}                 | 422 | ENT-2120 | currency
            PUT    | /api/v1/prices/tea-1             | {"currency":"XAU","amount":"1"}                    | 422 | ENT-2120 | currency
            PUT    | /api/v1/prices/tea-1             | {"currency":"JPY","amount":"1.5"}                  | 422 | ENT-2121 | amount
            PUT    | /api/v1/prices/tea-1             | {"currency":"CNY","amount":"-1"}                   | 422 | ENT-2121 | amount
            PUT    | /api/v1/prices/tea-1             | {"currency":"CNY","amount":"1e3"}                  | 422 | ENT-2121 | amount
            PUT    | /api/v1/prices/tea-1             | {"currency":"CNY","amount":"1","compare_at":"2.001"} | 422 | ENT-2121 | compare_at
            PUT    | /api/v1/prices/tea-1             | {"currency":"CNY","amount":18.5}                   | 400 | ENT-2112 | amount
            PUT    | /api/v1/prices/nope              | {"currency":"CNY","amount":"1"}                    | 404 | ENT-2040 | sku
            POST   | /api/v1/storefronts/shop/pause   | {"what":"everything","reason":"x"}                 | 422 | ENT-2113 | what
            POST   | /api/v1/storefronts/nope/pause   | {"what":"stock","reason":"x"}                      | 404 | ENT-2119 | id
            """)
    void eachErrorIsAProblemThatNamesItsField(
            String method, String path, String body, int status, String code, String field, RunningServer server) {
        Answer answer = server.send(method, path, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/type")).isEqualTo("urn:entrepot:error:" + code);
        assertThat(answer.at("/field")).isEqualTo(field == null ? "" : field);
        assertThat(answer.at("/status")).isEqualTo(Integer.toString(status));
        assertThat(answer.at("/detail")).isNotBlank();
        assertThat(answer.at("/remedy")).isNotBlank();
        assertThat(answer.text()).doesNotContain("io.entrepot", "Exception", "java.");
    }

    @Test
    void allWrongFieldsAreNamedAtOnce(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/tea-1", "{\"location\":\" \",\"on_hand\":-3}");

        assertThat(answer.json().at("/errors").findValuesAsText("field")).containsExactly("location", "on_hand");
        assertThat(answer.json().at("/errors").findValuesAsText("code")).containsExactly("ENT-2113", "ENT-2101");
    }

    @Test
    void malformedJsonIsPlaced(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/tea-1", "{\n  \"location\": main\n}");

        assertThat(answer.at("/detail")).startsWith("line 2, column ");
    }

    @Test
    void otherMediaTypesAreRefused(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/tea-1", "<stock/>", "Content-Type", "text/xml");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.at("/code")).isEqualTo("ENT-2117");
    }

    @Test
    void aBodyThatIsTooLongIsRefused(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/tea-1", " ".repeat(5_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/code")).isEqualTo("ENT-2118");
    }

    @Test
    void anAddressThatIsNoneIsAProblemToo(RunningServer server) {
        Answer answer = server.get("/api/v1/products/%00");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
    }
}
