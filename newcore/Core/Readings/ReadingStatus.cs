namespace Strangler.Core.Readings;

/// <summary>What the source thinks of its reading.</summary>
public enum ReadingStatus : byte
{
    Normal,

    /// <summary>Anything else: it may be right, but a person looks first.</summary>
    Doubtful,
}
