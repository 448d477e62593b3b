using Strangler.Core.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>Whatever a network does to commands, answers and states.</summary>
public sealed class ValveOrderTests
{
    private const int Runs = 3_000;

    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    public void A_valve_acts_on_a_wish_once_at_most_and_never_on_an_older_one_after_a_newer(int firstSeed)
    {
        int resolved = 0;
        int acted = 0;
        for (int seed = firstSeed; seed < firstSeed + Runs; seed++)
        {
            ModelledOrders orders = new(seed);
            for (int step = 0; step < 150; step++)
            {
                orders.StepAtRandom();
                Assert.True(orders.Commands.Count(one => one.IsInFlight) <= 1, $"seed {seed}: two on their way");
            }

            orders.Settle();

            List<long> actuations = orders.Valve.Actuations;
            Assert.True(
                actuations.Zip(actuations.Skip(1)).All(pair => pair.First < pair.Second),
                $"seed {seed}: {string.Join(", ", actuations)}");
            Assert.True(
                orders.Commands.All(one => one.IsEnded || one.State == ValveCommandState.Ordered),
                $"seed {seed}: something is open");
            AssertToldRight(orders, seed);
            resolved += orders.ResolvedByState;
            acted += actuations.Count;
        }

        Assert.True(resolved > Runs / 10 && acted > Runs, $"{resolved} resolved by state, {acted} acted on");
    }

    /// <summary>What we say became of a command is what became of it.</summary>
    private static void AssertToldRight(ModelledOrders orders, int seed)
    {
        foreach (ValveCommand one in orders.Commands)
        {
            bool acted = orders.Valve.Actuations.Contains(one.Number);
            Assert.True(
                acted == (one.State == ValveCommandState.Acknowledged), $"seed {seed}: number {one.Number} is {one}");
        }
    }
}
