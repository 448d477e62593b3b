namespace Strangler.AquaCis.Json;

/// <summary>A JSON request that its operation's contract does not allow.</summary>
/// <param name="pointer">Where, as an RFC 6901 pointer; empty for the whole document.</param>
/// <param name="message">What is wrong there, to be shown to the caller: no value of the request is in it.</param>
public sealed class JsonMistakeException(string pointer, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public string Pointer => pointer;
}
