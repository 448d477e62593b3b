using Strangler.Gateway.Metering;
using Strangler.Meters.Payloads;
using Strangler.Postgres.Metering;

namespace Strangler.Tests.Unit.Meters;

public sealed class QuarantineBudgetTests
{
    [Fact]
    public void A_batch_that_is_tried_again_keeps_what_was_admitted_and_takes_no_more()
    {
        QuarantineBudget budget = new(3, TimeProvider.System);
        IntakeBatch batch = Unreadable(2);
        batch.Admit(budget);
        batch.Admit(budget);
        IntakeBatch next = Unreadable(2);
        next.Admit(budget);

        Assert.Equal(2, batch.Quarantined.Count);
        Assert.Single(next.Quarantined);
        Assert.Equal(2, next.Received);
    }

    [Fact]
    public void What_meters_say_of_valves_takes_its_share_once_too_and_more_only_for_what_another_try_finds()
    {
        QuarantineBudget budget = new(4, TimeProvider.System);
        QuarantineShare share = new(budget);

        Assert.Equal(2, share.Admit(Aside(2)).Count);
        Assert.Equal(2, share.Admit(Aside(2)).Count);
        Assert.Equal(3, share.Admit(Aside(3)).Count);
        Assert.Single(share.Admit(Aside(1)));
        QuarantineShare next = new(budget);
        Assert.Single(next.Admit(Aside(5)));
        Assert.Single(next.Admit(Aside(5)));
    }

    private static List<QuarantinedMessage> Aside(int messages) =>
        [.. Enumerable.Repeat(new QuarantinedMessage(DateTimeOffset.UnixEpoch, "t", [], "broken-json", ""), messages)];

    private static IntakeBatch Unreadable(int messages)
    {
        IntakeBatch batch = new("test", new PayloadDecoder());
        for (int at = 0; at < messages; at++)
        {
            batch.Add("nowhere"u8.ToArray(), "{}"u8.ToArray(), DateTimeOffset.UnixEpoch);
        }

        return batch;
    }
}
