using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1305: what is stored under a digest is never replaced.</summary>
internal static class ImmutableBlobConvention
{
    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        foreach (var put in model.Puts)
        {
            if (put.ShortCut() is not null) continue;
            foreach (var write in put.Writes)
                if (Call.From(write.Operation) is { } call && PutFiles.IsFile(call, "Move", "Copy") && call.Arguments.Length > 2
                    && call.Arguments[2].IsConstant(true))
                    context.Report(ContentStoreRules.ImmutableBlob, call.Syntax.GetLocation(), put.Name, call.Name);
        }
    }
}
