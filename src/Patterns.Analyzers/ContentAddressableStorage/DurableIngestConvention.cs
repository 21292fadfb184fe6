using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1307: a blob is on the device before its name says so.</summary>
internal static class DurableIngestConvention
{
    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        foreach (var put in model.Puts)
        {
            var files = new PutFiles(put);
            if (files.IsDurable()) continue;
            foreach (var move in files.Moves().Select(one => one.Call.Operation).Concat(files.OwnMoves()).Take(1))
                context.Report(ContentStoreRules.DurableIngest, move.Syntax.GetLocation(), put.Name);
        }
    }
}
