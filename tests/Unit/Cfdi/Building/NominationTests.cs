using System.Globalization;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.Tests.Unit.Cfdi.Building;

public sealed class NominationTests
{
    [Theory]
    [InlineData(NominationWay.Reissue, "2026-11-21", NominationOutcome.Reissue)]
    [InlineData(NominationWay.Reissue, "2027-03-31", NominationOutcome.Reissue)]
    [InlineData(NominationWay.Reissue, "2027-04-01", NominationOutcome.Credit)]
    [InlineData(NominationWay.ReissueWithinMonth, "2026-11-30", NominationOutcome.Reissue)]
    [InlineData(NominationWay.ReissueWithinMonth, "2026-12-01", NominationOutcome.Credit)]
    [InlineData(NominationWay.Credit, "2026-11-02", NominationOutcome.Credit)]
    public void A_receipt_leaves_as_the_issuer_wants_while_it_can(
        NominationWay way, string today, NominationOutcome expected) => Assert.Equal(
        expected, new GlobalStanding(new(2026, 11, 1), HasCredits: false, IsGoing: false, Leaves: null)
            .Decide(way, new CancellationSettings(), DateOnly.Parse(today, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(true, false, null, NominationOutcome.Credit)]
    [InlineData(false, true, null, NominationOutcome.Reissue)]
    [InlineData(true, false, NominationOutcome.Out, NominationOutcome.Out)]
    [InlineData(false, true, NominationOutcome.Credit, NominationOutcome.Credit)]
    public void What_was_decided_of_a_global_document_holds(
        bool credits, bool going, NominationOutcome? before, NominationOutcome expected)
    {
        DateOnly today = new(2026, 11, 21);
        foreach (NominationWay way in Enum.GetValues<NominationWay>())
        {
            Assert.Equal(
                expected, new GlobalStanding(today, credits, going, before)
                    .Decide(way, new CancellationSettings(), today));
        }
    }

    [Fact]
    public void Without_a_stamped_document_nothing_is_taken_back() => Assert.Equal(
        NominationOutcome.Reissue,
        new GlobalStanding(null, false, false, null).Decide(
            NominationWay.Credit, new CancellationSettings(), new(2026, 11, 21)));
}
