namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>Bills by how much they change, as shares of what was paid before.</summary>
internal static class ChangeBand
{
    private static readonly decimal[] Limits = [-0.20m, -0.10m, -0.05m, -0.0001m, 0.0001m, 0.05m, 0.10m, 0.20m];

    public static IReadOnlyList<string> Names { get; } =
    [
        "20 % less or more so", "10 to 20 % less", "5 to 10 % less", "up to 5 % less", "the same", "up to 5 % more",
        "5 to 10 % more", "10 to 20 % more", "20 % more or above",
    ];

    public static int Of(SimulatedBill bill)
    {
        decimal share = bill.Share ?? Math.Sign(bill.Change);
        int band = Array.FindIndex(Limits, limit => share < limit);
        return band < 0 ? Limits.Length : band;
    }
}
