using Strangler.Gateway.Metering;
using Strangler.Meters.Payloads;

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
