namespace Strangler.Core.Readings;

public enum ReadingKind : byte
{
    Regular,
    Estimated,

    /// <summary>The last of a meter taken away.</summary>
    Final,

    /// <summary>The first of a new meter or contract.</summary>
    Initial,
}
