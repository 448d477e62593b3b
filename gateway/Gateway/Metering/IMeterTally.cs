namespace Strangler.Gateway.Metering;

/// <summary>Is told what became of messages, once they are kept.</summary>
public interface IMeterTally
{
    /// <param name="outcomes">Readings and unreadable messages by what became of them.</param>
    void Kept(IReadOnlyDictionary<string, long> outcomes, int messages);
}
