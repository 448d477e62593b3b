namespace Strangler.Core.Metering;

/// <summary>What a decision on a questioned reading comes to.</summary>
public abstract record StaffVerdict
{
    private StaffVerdict()
    {
    }

    /// <summary>Nothing changes.</summary>
    public sealed record Refused(StaffRefusal Why) : StaffVerdict;

    /// <summary>These readings are rated now, among them the chosen one, in order of time.</summary>
    /// <param name="State">
    /// Of the meter afterwards. What is used in it is of one period; who keeps several counts them again.
    /// </param>
    public sealed record Taken(MeterState State, IReadOnlyList<CountAt> Rated) : StaffVerdict;
}
