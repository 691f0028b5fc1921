import { Module } from '@nestjs/common'
import { CatalogueModule } from '../assessments/catalogue.module.js'
import { ParameterValues } from './parameter-values.js'

/** Offers what controls are judged with in a tenant. */
@Module({ imports: [CatalogueModule], providers: [ParameterValues], exports: [ParameterValues] })
export class ParameterValuesModule {}
