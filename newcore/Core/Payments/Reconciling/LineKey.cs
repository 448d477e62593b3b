namespace Strangler.Core.Payments.Reconciling;

/// <summary>Where a line stands.</summary>
/// <param name="Statement">The file, by the order in which files came.</param>
/// <param name="Line">From 1, as an editor counts.</param>
public readonly record struct LineKey(long Statement, int Line) : IComparable<LineKey>
{
    public int CompareTo(LineKey other) =>
        Statement != other.Statement ? Statement.CompareTo(other.Statement) : Line.CompareTo(other.Line);

    public static bool operator <(LineKey left, LineKey right) => left.CompareTo(right) < 0;

    public static bool operator >(LineKey left, LineKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(LineKey left, LineKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LineKey left, LineKey right) => left.CompareTo(right) >= 0;
}
