package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithServer
class ProductsApiTest {

    @Test
    void pagesGoOnAfterTheLastCode(RunningServer server) {
        List<String> codes = new ArrayList<>();
        String after = "";
        do {
            Answer page = server.get("/api/v1/products?limit=2&after=" + after);
            codes.addAll(page.json().at("/items").findValuesAsText("title"));
            after = page.at("/next");
        } while (!after.isEmpty() && !after.equals("null"));

        assertThat(codes).contains("Bag", "Cup", "Hat", "Pot", "Tea 茶").doesNotHaveDuplicates();
    }

    @Test
    void textFindsChinese(RunningServer server) {
        assertThat(server.get("/api/v1/products?text=%E8%8C%B6")
                        .json()
                        .at("/items")
                        .findValuesAsText("title"))
                .containsExactly("Tea 茶");
    }

    @Test
    void oneProductHasItsSkus(RunningServer server) {
        assertThat(server.get("/api/v1/products/tea").at("/skus/0/code")).isEqualTo("tea-1");
    }

    @Test
    void aFileIsImportedAndItsBadRowsAreReported(RunningServer server) {
        String file = "product,sku,title,price,currency\nmug,mug-1,Mug,12.00,CNY\nmug,mug-2,Mug,-4,CNY\n";
        Answer answer =
                server.send("POST", "/api/v1/products/import?filename=mugs.csv", file, "Content-Type", "text/csv");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/files/0/file")).isEqualTo("mugs.csv");
        assertThat(answer.at("/refused/0/line")).isEqualTo("3");
        assertThat(answer.at("/refused/0/code")).isEqualTo("ENT-2030");
        assertThat(server.get("/api/v1/products/mug").status()).isEqualTo(200);
    }

    @Test
    void aFormTakesFilesThatBelongTogether(RunningServer server) {
        String form = """
                --cut
                Content-Disposition: form-data; name="file"; filename="jars.csv"
                Content-Type: text/csv

                product,sku,title
                jar,jar-1,Jar

                --cut
                Content-Disposition: form-data; name="file"; filename="jar-stock.csv"
                Content-Type: text/csv

                sku,on_hand
                jar-1,7

                --cut--
                """.replace("\n", "\r\n");
        Answer answer = server.send(
                "POST", "/api/v1/products/import", form, "Content-Type", "multipart/form-data; boundary=cut");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/files").findValuesAsText("file")).containsExactly("jars.csv", "jar-stock.csv");
        assertThat(server.get("/api/v1/stock?sku=jar-1").at("/levels/0/on_hand"))
                .isEqualTo("7");
    }

    @Test
    void aFileOfNoKnownKindIsRefusedWhole(RunningServer server) {
        Answer answer = server.send("POST", "/api/v1/products/import", "a,b\n1,2\n", "Content-Type", "text/csv");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("ENT-2123");
        assertThat(answer.at("/errors/0/code")).isEqualTo("ENT-2003");
    }

    @Test
    void importChecksItsParameters(RunningServer server) {
        assertThat(server.send("POST", "/api/v1/products/import?currency=RMB", "x", "Content-Type", "text/csv")
                        .at("/field"))
                .isEqualTo("currency");
        assertThat(server.send("POST", "/api/v1/products/import?location=moon", "x", "Content-Type", "text/csv")
                        .at("/field"))
                .isEqualTo("location");
    }
}
