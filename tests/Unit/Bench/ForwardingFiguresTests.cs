using Strangler.ParallelRun.Bench;
using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.Tests.Unit.Bench;

public sealed class ForwardingFiguresTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void All_targets_are_met_at_their_limits() =>
        Assert.All(Figures(950, 2.0, 200, 200).Targets(), target => Assert.True(target.Met, target.Promise));

    [Theory]
    [InlineData(949, 2.0, 200, 200, "requests/s")]
    [InlineData(950, 2.1, 200, 200, "p99")]
    [InlineData(950, 2.0, 290, 300, "highest")]
    [InlineData(950, 2.0, 100, 133, "growth")]
    public void A_missed_target_is_told(double perSecond, double p99, int first, int rest, string missed)
    {
        Target target = Assert.Single(Figures(perSecond, p99, first, rest).Targets(), target => !target.Met);
        Assert.Contains(missed, target.Promise, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_round_is_compared_with_itself()
    {
        // The machine halves in speed in the second round; the ratio does not change.
        ForwardingFigures figures = Figures([1000, 500, 1000], [980, 490, 980]);
        Assert.Equal(0.98, figures.ThroughputRatio, 6);
    }

    [Fact]
    public void A_median_of_an_even_number_lies_between_the_middle_two()
    {
        Assert.Equal(2.5, ForwardingFigures.Median([4, 1, 2, 3]));
        Assert.Equal(2, ForwardingFigures.Median([9, 1, 2]));
    }

    private static ForwardingFigures Figures(double perSecond, double p99, int first, int rest) => new(
        [Contender(ParallelRun.Bench.Forwarding.Contender.PlainYarp, [1000], 1.0),
            Contender(ParallelRun.Bench.Forwarding.Contender.Gateway, [perSecond], p99)],
        new LargeBodyFigures(
            100 * Megabyte, first * Megabyte, rest * Megabyte, 1200 * Megabyte, TimeSpan.FromSeconds(9)));

    private static ForwardingFigures Figures(double[] plain, double[] ours) => new(
        [Contender(ParallelRun.Bench.Forwarding.Contender.PlainYarp, plain, 1.0),
            Contender(ParallelRun.Bench.Forwarding.Contender.Gateway, ours, 1.0)],
        new LargeBodyFigures(0, 0, 0, 0, TimeSpan.Zero));

    private static ContenderFigures Contender(string name, double[] perSecond, double p99)
    {
        ContenderFigures figures = new(name);
        foreach (double value in perSecond)
        {
            TimeSpan percentile = TimeSpan.FromMilliseconds(p99);
            WrkResult result = new(1000, value, percentile, percentile, 0);
            figures.Add(result, TimeSpan.FromMilliseconds(30), result);
        }

        return figures;
    }
}
