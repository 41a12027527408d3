package io.entrepot.connector.officialaccount;

import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierConnector;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Options;
import java.util.List;

/**
 * Opens WeChat official accounts (微信公众号) that tell the team, of the kind that may send to single users: verified service
 * accounts.
 */
public final class OfficialAccountConnector implements NotifierConnector {

    private static final ChannelDescriptor DESCRIPTOR = AccountChannel.descriptor(
            List.of(),
            List.of(),
            List.of(
                    new Field("to", "the openids of the team, with commas between them", List.of()),
                    new Field(OfficialAccount.TITLE, "the template's field for the title, such as thing1", List.of()),
                    new Field(OfficialAccount.TEXT, "the template's field for the text, such as thing2", List.of()),
                    new Field(OfficialAccount.TIME, "the template's field for the time, such as time3", List.of())));

    /** Made by the service loader. */
    public OfficialAccountConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier open(NotifierSettings settings, ChannelRuntime runtime) {
        return new OfficialAccount(
                new Options(settings.options()).choice("message", Kind.TEMPLATE),
                Template.of(Given.of(settings), OfficialAccount.SAYS),
                Recipients.of(settings),
                settings.link(OfficialAccountCodes.WRONG_OPTION),
                AccountChannel.calls(
                        settings.baseUrl(),
                        name -> settings.credential(name, OfficialAccountCodes.NO_CREDENTIAL, AccountChannel.REMEDY),
                        runtime));
    }
}
