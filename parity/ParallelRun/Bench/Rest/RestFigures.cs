using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>Everything one run measured, and how it stands against the targets.</summary>
/// <param name="Writes">Of each round, milliseconds of each payment, ascending.</param>
internal sealed record RestFigures(IReadOnlyList<ContenderFigures> Contenders, IReadOnlyList<double[]> Writes)
{
    private const double ReadTarget = 1.0;
    private const double PassedTarget = 0.8;
    private const double WriteTargetMilliseconds = 20;

    public double Write50 => ForwardingFigures.Median(Writes.Select(round => At(round, 0.50)));

    public double Write99 => ForwardingFigures.Median(Writes.Select(round => At(round, 0.99)));

    public IReadOnlyList<Target> Targets()
    {
        double read = Ratio(RestContenders.Resource, RestContenders.NativeSoap);
        double passed = Ratio(RestContenders.PassedJson, RestContenders.PassedSoap);
        return
        [
            new("requests/s, /api/v1 debt / native SOAP", $">= {ReadTarget:F2}", $"{read:F3}", read >= ReadTarget),
            new("requests/s, JSON / SOAP, passed on", $">= {PassedTarget:F2}", $"{passed:F3}", passed >= PassedTarget),
            new(
                $"p99 of a durable payment at {RestBenchOptions.WritesPerSecond}/s",
                $"<= {WriteTargetMilliseconds:F0} ms", $"{Write99:F1} ms", Write99 <= WriteTargetMilliseconds),
        ];
    }

    /// <summary>Of each round its own, and their median.</summary>
    public double Ratio(string ours, string theirs) => ForwardingFigures.Median(
        Of(ours).RequestsPerSecond.Zip(Of(theirs).RequestsPerSecond, (one, other) => one / other));

    private static double At(double[] ascending, double share) =>
        ascending[Math.Min(ascending.Length - 1, (int)(ascending.Length * share))];

    private ContenderFigures Of(string name) => Contenders.Single(figures => figures.Name == name);
}
