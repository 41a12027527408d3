package io.entrepot.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer;
import io.entrepot.api.RunningServer.Answer;
import io.entrepot.api.WithServer;
import io.entrepot.model.ErrorCode;
import io.entrepot.store.attention.Attention;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

@WithServer
class StatusPageTest {

    @Test
    void thePageIsWholeWithoutScriptsAndLabelsWhatIsSimulated(RunningServer server) {
        Answer page = server.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("SIMULATED", "tea-1", "Needs attention", "http-equiv=\"refresh\"")
                .doesNotContain("??", "style=");
        assertThat(page.response().headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
        assertThat(server.get("/webjars/htmx.org/dist/htmx.min.js").status()).isEqualTo(200);
        assertThat(server.get("/console/console.css").status()).isEqualTo(200);
    }

    @Test
    void itSpeaksChinese(RunningServer server) {
        assertThat(server.get("/", "Accept-Language", "zh-CN,zh;q=0.9").text()).contains("lang=\"zh\"", "需要处理", "模拟");
    }

    @Test
    void anItemIsDismissedByItsButton(RunningServer server) {
        server.bean(Attention.class).raise("sun/1", null, new ErrorCode("ENT-5097"), "the sun is <down>");
        String list = server.get("/console/attention").text();
        assertThat(list).contains("the sun is &lt;down&gt;");
        String id = list.substring(0, list.indexOf("/dismiss\"", list.indexOf("the sun is")));
        id = id.substring(id.lastIndexOf('/') + 1);

        Answer dismissed = server.send("POST", "/console/attention/" + id + "/dismiss", null);
        assertThat(dismissed.status()).isEqualTo(303);
        assertThat(server.get("/console/attention").text()).doesNotContain("the sun is");
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertThat(words("messages_zh.properties")).isEqualTo(words("messages.properties"));
    }

    private static Set<Object> words(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream in = StatusPageTest.class.getResourceAsStream("/console/" + file)) {
            words.load(in);
        }
        return words.keySet();
    }
}
