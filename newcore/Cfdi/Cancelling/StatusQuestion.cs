namespace Strangler.Cfdi.Cancelling;

/// <summary>How SAT wants a document named to say how it stands.</summary>
/// <param name="Total">As written in the document, to the character: SAT answers 601 to any other.</param>
public sealed record StatusQuestion(string IssuerRfc, string ReceiverRfc, Guid Uuid, string Total);
